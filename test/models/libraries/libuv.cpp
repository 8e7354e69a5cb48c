// RUN: %check %s
// The model of libuv on its real header: callbacks of the loop, and file calls that are synchronous without a callback.
#include <uv.h>

#include <task.h>

#include <chrono>
#include <thread>

using namespace std::chrono_literals;

void settle() { std::this_thread::sleep_for(5ms); }

namespace loops {

void ticked(uv_timer_t *) {
  settle();  // expect: blocking-sleep
}
void crunched(uv_work_t *) { settle(); }  // on the pool for blocking work
void finished(uv_work_t *, int) {
  settle();  // expect: blocking-sleep
}
void opened(uv_fs_t *) {
  settle();  // expect: blocking-sleep
}
void callbacks(uv_loop_t *loop, uv_timer_t *timer, uv_work_t *work, uv_fs_t *file) {
  uv_timer_start(timer, ticked, 10, 10);
  uv_queue_work(loop, work, crunched, finished);
  uv_fs_open(loop, file, "settings", 0, 0, opened);
}
void asAFunctionPointer(uv_timer_t *timer) {
  uv_timer_start(timer, [](uv_timer_t *) { uv_sleep(5); }, 10, 0);  // expect: blocking-sleep
}
home::task<> runsALoop(uv_loop_t *loop) {
  uv_run(loop, UV_RUN_DEFAULT);  // expect: blocking-wait
  uv_run(loop, UV_RUN_NOWAIT);
  co_return;
}

}  // namespace loops

namespace files {

home::task<> synchronous(uv_loop_t *loop, uv_fs_t *file, uv_getaddrinfo_t *lookup) {
  uv_fs_stat(loop, file, "settings", nullptr);  // expect: blocking-file-io
  uv_getaddrinfo(loop, lookup, nullptr, "example.org", "https", nullptr);  // expect: blocking-network-io
  co_return;
}
home::task<> asynchronous(uv_loop_t *loop, uv_fs_t *file) {
  uv_fs_stat(loop, file, "settings", [](uv_fs_t *) {});
  co_return;
}

}  // namespace files

namespace threads {

void entry(void *) { settle(); }
home::task<> waits(uv_thread_t *thread, uv_sem_t *slots, uv_cond_t *changed, uv_mutex_t *mutex) {
  uv_thread_create(thread, entry, nullptr);
  uv_thread_join(thread);  // expect: blocking-wait
  uv_sem_wait(slots);  // expect: blocking-wait
  uv_cond_wait(changed, mutex);  // expect: blocking-wait
  co_return;
}
uv_mutex_t mutex;
void longHolder() {
  uv_mutex_lock(&mutex);
  settle();  // expect: blocking-under-lock
  uv_mutex_unlock(&mutex);
}
home::task<> takes() {
  uv_mutex_lock(&mutex);  // expect: blocking-lock
  uv_mutex_unlock(&mutex);
  co_return;
}

}  // namespace threads

int main() {
  uv_timer_t timer;
  uv_work_t work;
  uv_fs_t file;
  threads::longHolder();
  loops::callbacks(uv_default_loop(), &timer, &work, &file);
  return uv_run(uv_default_loop(), UV_RUN_DEFAULT);
}
