#pragma once
#include <folly/futures/Future.h>
#include <chrono>

/// A future that is ready after a while.
folly::SemiFuture<folly::Unit> after(std::chrono::milliseconds pause);
