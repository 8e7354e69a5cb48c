// RunEvidence.h: what a recording says of a finding. A rule tells by its family which kind of event would show it.
#pragma once
#include "checks/Finding.h"
#include "driver/RunPlaces.h"
#include "driver/RunRecording.h"
#include "driver/Sources.h"

#include <functional>
#include <string>
#include <string_view>

namespace cotidy {

enum class Sighting : std::uint8_t {
  Seen,          // it happened
  Ran,           // the line ran, and it did not happen
  NotExercised,  // the line did not run
  NotObservable  // no run can show it, or the code was not instrumented
};
std::string_view nameOf(Sighting sighting);  // "seen", "ran", "not-exercised", "not-observable"

struct Evidence {
  Sighting sighting = Sighting::NotObservable;
  Occurrences seen;    // where it was seen
  std::uint64_t calls = 0;  // at the place, whether they blocked or not
  std::string what;    // "nanosleep blocked 5 times, 258 ms in all, longest 52 ms"
  StackFrames stack;   // of the gravest event
  StackFrames maker;   // of its thread; empty: the program's first, or not known
  std::vector<StackFrames> makers;  // of the threads where coroutines did not suspend
  bool sampled = false;  // seen in stalls only, and those are looked at once: the place may be there by chance

  std::string text() const;  // "seen at run time: …"
};

/// Where what the finding predicts may show.
LineRange linesOf(const Finding &finding, const Sources &sources);

/// The kind of event that shows findings of a rule; empty = none does.
bool isObservable(std::string_view rule);

/// Which stalls concern a finding; empty: all at its lines do.
using Concerns = std::function<bool(const StallEvent &)>;

/// Of a finding of `rule` in `lines`.
Evidence evidenceOf(std::string_view rule, const LineRange &lines, const Recording &recording,
                    const Concerns &concerns = {});

}  // namespace cotidy
