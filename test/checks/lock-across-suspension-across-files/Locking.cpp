// Locking.cpp: what the lock type and the helpers do.
#include "Locking.h"

Held::Held(std::mutex &mutex) : mutex_(mutex) { mutex_.lock(); }
Held::~Held() { mutex_.unlock(); }

Looked::Looked(std::mutex &) {}
Looked::~Looked() {}

void Shelf::enter() { mutex.lock(); }
void Shelf::leave() { mutex.unlock(); }
std::unique_lock<std::mutex> Shelf::take() { return std::unique_lock(mutex); }
