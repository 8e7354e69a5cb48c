// SarifAutomation.cpp: GitHub takes what stands before the last slash of the id as the category. Azure DevOps reads the
// id as organisation, project, definition, phase, branch and build, and drops a run without it.
#include "driver/SarifAutomation.h"

#include <charconv>

namespace cotidy {

namespace {

using Json = nlohmann::ordered_json;

// Azure's own mark of a run that belongs to no saved definition.
constexpr std::string_view noDefinition = "-1";

int numberOf(const std::string &text) {
  int number = -1;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

Json azureDetails(const AzurePipeline &azure) {
  const std::string prefix = "azuredevops/pipeline/build/";
  std::string id = prefix;
  for (const std::string *part : {&azure.organisation, &azure.project, &azure.definition, &azure.phase, &azure.branch})
    id += *part + '/';
  Json details;
  details["id"] = id + azure.build;
  details["properties"] = {{prefix + "buildDefinitionId", numberOf(azure.definition)},
                           {prefix + "buildDefinitionName", azure.definitionName},
                           {prefix + "phaseId", azure.phase},
                           {prefix + "phaseName", azure.phaseName}};
  return details;
}

}  // namespace

AzurePipeline azurePipeline(const std::function<std::string(const char *)> &environment) {
  const auto either = [&](const char *name, std::string_view otherwise) {
    const std::string value = environment(name);
    return value.empty() ? std::string(otherwise) : value;
  };
  return {.organisation = either("SYSTEM_COLLECTIONID", "none"),
          .project = either("SYSTEM_TEAMPROJECTID", "none"),
          .definition = either("SYSTEM_DEFINITIONID", noDefinition),
          .definitionName = either("BUILD_DEFINITIONNAME", "cotidy"),
          .phase = either("SYSTEM_PHASEID", "none"),
          .phaseName = either("SYSTEM_PHASENAME", "cotidy"),
          .branch = either("BUILD_SOURCEBRANCHNAME", "none"),
          .build = either("BUILD_BUILDID", "0")};
}

Json sarif::automationDetails(const SarifOptions &options) {
  if (options.azure) return azureDetails(*options.azure);
  if (options.category.empty()) return Json::object();
  return {{"id", options.category + '/'}};
}

}  // namespace cotidy
