#pragma once
#include <cstdint>
#include <functional>

/// Runs the task for chunks of the range on the threads of the program, and returns when all of them are done.
void in_parallel(std::int64_t begin, std::int64_t end, std::int64_t chunk, std::function<void(std::int64_t, std::int64_t)> task);
