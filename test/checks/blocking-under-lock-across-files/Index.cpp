// Index.cpp: save() writes under the lock, saveACopy() does not.
#include "Index.h"

int Index::find(const std::string &key) {
  std::lock_guard lock(mutex_);
  auto it = entries_.find(key);
  return it == entries_.end() ? 0 : it->second;
}
void Index::save() {
  std::lock_guard lock(mutex_);
  write(entries_);  // expect: blocking-under-lock: does file I/O
}
void Index::saveACopy() {
  std::unique_lock lock(mutex_);
  const auto copy = entries_;
  lock.unlock();
  write(copy);
}
