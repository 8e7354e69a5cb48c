// RunReport.h: what `cotidy run` has to say, as text for people and as JSON for scripts and for `check --evidence`.
#pragma once
#include "checks/Finding.h"
#include "driver/RunEvidence.h"
#include "driver/RunRecording.h"

#include <string>
#include <vector>

namespace cotidy {

struct JudgedFinding {
  Finding finding;
  std::string fingerprint;
  Evidence evidence;
};

struct RunReport {
  std::vector<std::string> command;
  int status = 0;
  std::uint64_t wallNs = 0, cpuNs = 0;
  Recording recording;
  bool analysed = false;  // findings were looked for
  std::vector<JudgedFinding> findings;
};

std::string toText(const RunReport &report);
std::string toJson(const RunReport &report);

/// The recording of a JSON report; throws UserError where the file is none.
Recording recordingOf(const std::string &file);

/// Calls and stalls that held up a coroutine or a loop, and that no finding explains: a miss of ours, or of the models.
std::vector<const CallEvent *> unexplained(const RunReport &report);

}  // namespace cotidy
