// SarifWriter.h: a report as SARIF 2.1.0, for code scanning services and editors.
#pragma once
#include "driver/Report.h"
#include "driver/Sources.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace cotidy {

struct Extras;
struct VerifiedFinding;

/// The pipeline that Azure DevOps wants to know of each run.
struct AzurePipeline {
  std::string organisation, project, definition, definitionName, phase, phaseName, branch, build;
};

/// From the variables that the agent of a pipeline sets; outside of one, values that say that there is none.
AzurePipeline azurePipeline(const std::function<std::string(const char *)> &environment);

struct SarifOptions {
  std::string category;  // tells several runs for one commit apart on GitHub; empty = only one
  std::optional<AzurePipeline> azure;  // the form of Azure DevOps, which excludes GitHub's category
  const Extras *extras = nullptr;
  const std::vector<VerifiedFinding> *verified = nullptr;  // what runs showed of some findings
};

/// Equal reports over equal files give equal bytes. Columns count UTF-16 units.
std::string toSarif(const Report &report, const Sources &sources, const SarifOptions &options = {});

}  // namespace cotidy
