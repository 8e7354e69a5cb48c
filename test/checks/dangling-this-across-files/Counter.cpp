// Counter.cpp: what the coroutines do with their object.
#include "Counter.h"

home::task<int> Counter::next() { co_return ++value_; }

home::task<int> Counter::constant() { co_return 42; }
