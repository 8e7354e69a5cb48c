#include "drop.h"

#include <utility>
#include <vector>

static std::vector<home::task<>> queue;

void discard(home::task<>) {}
void enqueue(home::task<> task) { queue.push_back(std::move(task)); }
home::task<> save(int) { co_return; }
