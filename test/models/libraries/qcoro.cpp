// RUN: %check %s
// flags: -std=c++20 -fPIC -isystem /usr/include/x86_64-linux-gnu/qt6 -isystem /usr/include/x86_64-linux-gnu/qt6/QtCore -isystem /usr/include/x86_64-linux-gnu/qt6/QtNetwork -isystem /usr/include/x86_64-linux-gnu/qt6/QtDBus -isystem /usr/include/qcoro6/qcoro
// The model of Qt and QCoro on their real headers: an event loop, its slots, and the pool that may be blocked.
#include <QtConcurrent/QtConcurrentFilter>
#include <QtConcurrent/QtConcurrentRun>
#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QFuture>
#include <QtCore/QList>
#include <QtCore/QMutex>
#include <QtCore/QProcess>
#include <QtCore/QScopeGuard>
#include <QtCore/QThread>
#include <QtCore/QThreadPool>
#include <QtCore/QTimer>
#include <QtDBus/QDBusInterface>
#include <QtDBus/QDBusPendingCall>
#include <QtNetwork/QTcpSocket>
#include <qcoroabstractsocket.h>
#include <qcoroasyncgenerator.h>
#include <qcorodbuspendingcall.h>
#include <qcorofuture.h>
#include <qcoroprocess.h>
#include <qcorotask.h>
#include <qcorotimer.h>

#include <chrono>
#include <mutex>
#include <thread>
#include <utility>

using namespace std::chrono_literals;
using QCoro::Task;

int settle() {
  std::this_thread::sleep_for(5ms);
  return 1;
}
Task<int> answer();

namespace sleeps {

Task<> ofTheThread() {
  std::this_thread::sleep_for(50ms);  // expect: blocking-sleep: co_await QCoro::sleepFor(50ms)
  QThread::msleep(10);  // expect: blocking-sleep
  QThread::msleep(0);
  co_return;
}
Task<> ofTheLibrary() { co_await QCoro::sleepFor(50ms); }

}  // namespace sleeps

namespace waits {

Task<int> forATask() {
  co_return QCoro::waitFor(answer());  // expect: blocking-wait: co_await answer()
}
Task<int> forAFuture(QFuture<int> one, QFuture<int> two) {
  one.waitForFinished();  // expect: blocking-wait
  co_return one.result() + two.result();  // expect: blocking-wait
}
Task<> forAThread(QThread &thread, QThreadPool &pool) {
  thread.wait();  // expect: blocking-wait
  pool.waitForDone();  // expect: blocking-wait
  co_return;
}
Task<int> forAFutureThatIsReady(QFuture<int> future) {
  if (future.isFinished())
    co_return future.result();
  co_return co_await future;
}

}  // namespace waits

namespace devices {

Task<> synchronous(QTcpSocket &socket, QProcess &process) {
  socket.waitForConnected(100);  // expect: blocking-network-io
  process.waitForFinished(100);  // expect: blocking-process
  co_return;
}
Task<QByteArray> files() {
  QFile file("settings");
  if (!file.open(QIODevice::ReadOnly))  // expect: blocking-file-io
    co_return {};
  co_return file.readAll();  // the same file: one finding
}
Task<> theRightWay(QTcpSocket &socket, QProcess *process) {
  co_await qCoro(socket).waitForConnected(100);
  co_await qCoro(process).waitForFinished(100);
  co_await qCoro(socket).readAll();
}
Task<> aBus(QDBusInterface &bus) {
  bus.call("Restart");  // expect: blocking-network-io
  bus.call(QDBus::NoBlock, "Restart");
  co_await bus.asyncCall("Restart");
}

}  // namespace devices

namespace loops {

void handlers(QTimer &timer, QCoreApplication &app) {
  QObject::connect(&timer, &QTimer::timeout, [] {
    settle();  // expect: blocking-sleep
  });
  QObject::connect(&timer, &QTimer::timeout, &app, [] {
    settle();  // expect: blocking-sleep
  });
  QTimer::singleShot(5ms, &app, [] {
    settle();  // expect: blocking-sleep
  });
}
void continuations(QCoreApplication &app) {
  answer().then([](int) {
    settle();  // expect: blocking-sleep
  });
  QCoro::connect(answer(), &app, [](int) {
    settle();  // expect: blocking-sleep
  });
}
Task<> atTheEndOfAScope(QTimer *timer) {
  auto guard = qScopeGuard([] { settle(); });  // expect: blocking-sleep
  co_await timer;
}
QCoro::AsyncGenerator<int> numbers();
Task<int> all() {
  int sum = 0;
  QCORO_FOREACH(int number, numbers()) { sum += number; }
  co_return sum;
}
Task<> offloads(const QList<int> &values) {
  co_await QtConcurrent::run([] { return settle(); });
  co_await QtConcurrent::filteredReduced<int>(
      values, [](int value) { return value + settle() > 0; }, [](int &sum, int value) { sum += value; });
  settle();  // expect: blocking-sleep
}
void jobs(QThreadPool &pool) {
  pool.start([] { settle(); });
  QThread::create([] { settle(); })->start();
}
Task<> FN_destructorOfAPool() {  // what is made without arguments counts as empty
  QThreadPool pool;  // expect: pool-per-call
  co_return;
}

}  // namespace loops

namespace locks {

class Journal {
public:
  void flush() {
    QMutexLocker lock(&mutex_);
    settle();  // expect: blocking-under-lock
  }
  Task<int> read() {
    QMutexLocker lock(&mutex_);  // expect: blocking-lock
    co_return value_;
  }

private:
  QMutex mutex_;
  int value_ = 0;
};

}  // namespace locks

int main(int count, char **words) {
  QCoreApplication app(count, words);
  QTimer timer;
  loops::handlers(timer, app);
  loops::continuations(app);
  loops::jobs(*QThreadPool::globalInstance());
  locks::Journal journal;
  std::thread writer([&journal] { journal.flush(); });
  const int code = app.exec();
  writer.join();
  return code;
}
