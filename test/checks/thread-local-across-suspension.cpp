// RUN: %check %s thread-local-across-suspension
// What belongs to a thread, kept over a suspension. Who runs these coroutines is not known: they may move.
#include <pthread.h>
#include <task.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <ctime>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

using namespace std::chrono_literals;
using home::after;

struct Scratch {
  std::string text;
  std::vector<int> numbers;
  int depth = 0;
  void add(int n);
};

thread_local Scratch scratch;
thread_local int workerIndex = -1;
thread_local std::unique_ptr<Scratch> owned;
thread_local Scratch *current;
int sink;

Scratch &local() {
  thread_local Scratch own;
  return own;
}
Scratch &localThroughAnother() { return local(); }
Scratch *localByPointer() { return &scratch; }
Scratch &common() {
  static Scratch own;
  return own;
}
int indexOfThisWorker() { return workerIndex; }

namespace references {

home::task<> toAVariable() {
  Scratch &mine = scratch;  // expect: thread-local-across-suspension: 'mine' refers to the thread-local 'scratch'
  co_await after(1ms);
  mine.depth = 1;
}
home::task<> withAuto() {
  auto &text = scratch.text;  // expect: thread-local-across-suspension
  co_await after(1ms);
  text += "a";
}
home::task<> fromAGetter() {
  auto &mine = local();  // expect: thread-local-across-suspension
  mine.add(1);
  co_await after(1ms);
  mine.add(2);
}
home::task<> throughTwoGetters() {
  auto &mine = localThroughAnother();  // expect: thread-local-across-suspension
  co_await after(1ms);
  mine.add(2);
}
home::task<> byPointer() {
  Scratch *mine = localByPointer();  // expect: thread-local-across-suspension
  co_await after(1ms);
  mine->add(2);
}
home::task<> byAddress() {
  auto *mine = &scratch;  // expect: thread-local-across-suspension
  co_await after(1ms);
  mine->depth++;
}
home::task<> ofWhatItOwns() {
  Scratch &mine = *owned;  // expect: thread-local-across-suspension
  co_await after(1ms);
  mine.add(2);
}
home::task<> anElement() {
  int &first = scratch.numbers[0];  // expect: thread-local-across-suspension
  co_await after(1ms);
  first = 1;
}
home::task<> aView() {
  std::string_view text = scratch.text;  // expect: thread-local-across-suspension
  co_await after(1ms);
  sink += static_cast<int>(text.size());
}
home::task<> errnoByReference() {
  int &error = errno;  // expect: thread-local-across-suspension: the thread-local 'errno'
  co_await after(1ms);
  sink = error;
}
home::task<> inALoop() {
  auto &mine = local();  // expect: thread-local-across-suspension
  for (int i = 0; i < 3; ++i) {
    mine.add(i);
    co_await after(1ms);
  }
}
home::task<> onOnePath(bool slow) {
  auto &mine = local();  // expect: thread-local-across-suspension
  if (slow) co_await after(1ms);
  mine.add(1);
}
home::task<int> number();
home::task<> withinOneExpression() {
  local().add(co_await number());  // expect: thread-local-across-suspension
}
home::task<> lambdas() {
  auto work = [](auto pause) -> home::task<> {
    auto &mine = local();  // expect: thread-local-across-suspension
    co_await pause;
    mine.add(1);
  };
  co_await work(after(1ms));
}
template <class T> home::task<> instantiated(T n) {
  auto &mine = local();  // expect: thread-local-across-suspension
  co_await after(1ms);
  mine.add(n);
}
template home::task<> instantiated(int);

// The twins.
home::task<> usedBefore() {
  auto &mine = local();
  mine.add(1);
  co_await after(1ms);
}
home::task<> readAgain() {
  local().add(1);
  co_await after(1ms);
  local().add(2);
}
home::task<> setAgain() {
  Scratch *mine = localByPointer();
  mine->add(1);
  co_await after(1ms);
  mine = localByPointer();
  mine->add(2);
}
home::task<> aCopy() {
  Scratch mine = local();
  co_await after(1ms);
  mine.add(1);
}
home::task<> ofTheProgram() {
  auto &all = common();
  co_await after(1ms);
  all.add(1);
}
home::task<> readFromThePointer() {  // it leads where it led
  Scratch *mine = current;
  co_await after(1ms);
  mine->add(1);
}
home::task<> theErrorIsKept() {
  const int error = errno;
  co_await after(1ms);
  sink = error;
}
home::task<> inAScope() {
  {
    auto &mine = local();
    mine.add(1);
  }
  co_await after(1ms);
  local().add(2);
}
home::task<> neverSuspends() {
  auto &mine = local();
  co_await std::suspend_never{};
  mine.add(1);
}
void notACoroutine() {
  auto &mine = local();
  std::this_thread::sleep_for(1ms);
  mine.add(1);
}
home::generator<int> goesOnWithItsCaller() {
  auto &mine = local();
  co_yield 1;
  mine.add(1);
}

}  // namespace references

namespace identities {

std::map<std::thread::id, int> byThread;
std::vector<int> slots(8);

home::task<> theId() {
  const auto me = std::this_thread::get_id();  // expect: thread-local-across-suspension: std::this_thread::get_id
  co_await after(1ms);
  byThread[me] = 1;
}
home::task<> theCId() {
  pthread_t me = pthread_self();  // expect: thread-local-across-suspension
  co_await after(1ms);
  pthread_setname_np(me, "worker");
}
home::task<> compared() {
  const auto before = std::this_thread::get_id();
  co_await after(1ms);
  sink = before == std::this_thread::get_id();
}
home::task<> asASlot() {
  const int index = workerIndex;  // expect: thread-local-across-suspension
  co_await after(1ms);
  slots[index] = 1;
}
home::task<> asASlotFromAGetter() {
  auto index = indexOfThisWorker();  // expect: thread-local-across-suspension
  co_await after(1ms);
  slots[index]++;
}
home::task<> asANumber() {
  const int index = workerIndex;
  co_await after(1ms);
  sink = index;
}

}  // namespace identities

namespace errors {

home::task<int> readSome(int file);

home::task<> readTooLate(int file) {
  if (::close(file) != 0) {
    co_await after(1ms);
    sink = errno;  // expect: thread-local-across-suspension: but 'close' set it before
  }
}
home::task<> kept(int file) {
  if (::close(file) != 0) {
    const int error = errno;
    co_await after(1ms);
    sink = error;
  }
}
home::task<> ofTheAwait(int file) {
  ::close(file);
  if (const int n = co_await readSome(file); n < 0) sink = errno;
}
home::task<> ofTheNextCall(int file) {
  ::close(file);
  co_await after(1ms);
  if (::fsync(file) != 0) sink = errno;
}
home::task<> cleared(int file) {
  ::close(file);
  co_await after(1ms);
  errno = 0;
}

}  // namespace errors

namespace buffers {

home::task<> theMessage(int error) {
  const char *message = std::strerror(error);  // expect: thread-local-across-suspension: points to the buffer of 'strerror'
  co_await after(1ms);
  sink = message[0];
}
home::task<> theTime(std::time_t now) {
  std::tm *parts = std::localtime(&now);  // expect: thread-local-across-suspension
  co_await after(1ms);
  sink = parts->tm_hour;
}
home::task<> aCopyOfTheMessage(int error) {
  std::string message = std::strerror(error);
  co_await after(1ms);
  sink = message[0];
}
home::task<> aCopyOfTheTime(std::time_t now) {
  std::tm parts = *std::localtime(&now);
  co_await after(1ms);
  sink = parts.tm_hour;
}

}  // namespace buffers

namespace pointers {

struct Loop {
  int id;
};
// The variable itself is the thread's own; what it points to is not.
inline Loop *&slot() {
  static thread_local Loop *loop = nullptr;
  return loop;
}
inline Loop *currentLoop() { return slot(); }

home::task<> compared() {
  Loop *before = currentLoop();
  co_await after(1ms);
  sink = before == currentLoop();
}
home::task<> used() {
  auto *home = slot();
  co_await after(1ms);
  sink = home->id;
}
home::task<> theVariable() {
  Loop *&mine = slot();  // expect: thread-local-across-suspension
  co_await after(1ms);
  sink = mine->id;
}

}  // namespace pointers
