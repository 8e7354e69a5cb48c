// RUN: %check %s
// An object that the program moves to a thread of its own has its handlers run there; others run where all else does.
#include <chrono>
#include <thread>
#include <utility>

using namespace std::chrono_literals;

class QThread {
public:
  void start();
};
class QObject {
public:
  void moveToThread(QThread *);
  template <class Signal, class Slot> static void connect(const QObject *, Signal, const QObject *, Slot &&);
  template <class Signal, class Slot> static void connect(const QObject *, Signal, Slot &&);
};
struct QMetaObject {
  template <class Work> static bool invokeMethod(QObject *, Work &&);
};
class Button : public QObject {
public:
  void clicked();
};

void rest() { std::this_thread::sleep_for(50ms); }

class Archive : public QObject {
public:
  void store() { rest(); }
  void stored();
};

class Window : public QObject {
public:
  Window() : archive_(new Archive) {
    archive_->moveToThread(&thread_);
    thread_.start();
    connect(&save_, &Button::clicked, archive_, &Archive::store);
    connect(&save_, &Button::clicked, archive_, [this] { archive_->store(); });
    connect(archive_, &Archive::stored, [] { rest(); });
    connect(archive_, &Archive::stored, this, [] {
      rest();  // expect: blocking-sleep: event loop's thread
    });
    connect(&save_, &Button::clicked, this, [] {
      rest();  // expect: blocking-sleep
    });
  }
  void store() {
    QMetaObject::invokeMethod(archive_, [this] { archive_->store(); });
    QMetaObject::invokeMethod(this, [] {
      rest();  // expect: blocking-sleep
    });
  }

private:
  Archive *archive_;
  QThread thread_;
  Button save_;
};

// One that moves itself.
class Librarian : public QObject {
public:
  Librarian() {
    thread_.start();
    moveToThread(&thread_);
  }
  void sort() { rest(); }

private:
  QThread thread_;
};
class Reader : public QObject {
public:
  void sort() { rest(); }  // expect: blocking-sleep
};
void wires(Button *button, Librarian *librarian, Reader *reader) {
  QObject::connect(button, &Button::clicked, librarian, &Librarian::sort);
  QObject::connect(button, &Button::clicked, reader, &Reader::sort);
}
