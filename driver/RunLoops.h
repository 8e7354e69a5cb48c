// RunLoops.h: whether an event loop ran what held its thread up. The runtime knows of a round only where it begins and
// ends. But threads share a loop and wait for their turn, and some leave it and come back: then nobody is held up.
#pragma once
#include "driver/RunRecording.h"

#include <vector>

namespace cotidy {

class RunLoops {
public:
  /// The stack of a loop's wait for events.
  void add(StackFrames wait) { waits_.push_back(std::move(wait)); }

  /// Of a stack that was taken in a round. Where nothing is known of the loops, it counts.
  bool ran(const StackFrames &event) const;

private:
  std::vector<StackFrames> waits_;
};

}  // namespace cotidy
