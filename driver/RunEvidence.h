// RunEvidence.h: what a recording says of a finding. A rule tells by its family which kind of event would show it.
#pragma once
#include "checks/Finding.h"
#include "driver/RunRecording.h"
#include "driver/Sources.h"

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

  std::string text() const;  // "seen at run time: …"
};

/// Lines [first, last] of a file.
struct LineRange {
  std::string file;
  std::uint32_t first = 0, last = 0;

  bool contains(const std::string &name, std::uint32_t line) const {
    return name == file && line >= first && line <= last;
  }
};
LineRange linesOf(const Location &at, const Sources &sources);

/// The kind of event that shows findings of a rule; empty = none does.
bool isObservable(std::string_view rule);

/// Of a finding of `rule` in `lines` of `function` (qualified name; empty: not known).
Evidence evidenceOf(std::string_view rule, const LineRange &lines, const std::string &function,
                    const Recording &recording);

}  // namespace cotidy
