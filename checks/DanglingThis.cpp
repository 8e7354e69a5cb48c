// cotidy-dangling-this: a member coroutine goes on when its object is gone.
#include "checks/Check.h"
#include "checks/support/Dangling.h"

namespace cotidy {

static std::string remedy(const Dangling &dangling) {
  switch (dangling.outliving.fate.kind) {
  case Fate::Returned: return "await the task here, or give it an object that lives longer";
  case Fate::Held: return "keep the object in a variable that outlives the task";
  default: return "let the task own its object, or wait for the task before the object dies";
  }
}

static void report(const Dangling &dangling, std::vector<Finding> &out) {
  if (dangling.held.argument >= 0) return;
  Finding finding = danglingFinding(dangling);
  const Storage &storage = dangling.held.storage;
  const Type type = dangling.function.typeOf(storage.value).value();
  const std::string object =
      storage.kind == Storage::Temporary
          ? "the temporary" +
                (type.name().empty() ? std::string() : " '" + std::string(lastComponent(type.name())) + "'")
          : nameOf(dangling.function, storage, {});
  finding.message = object + " " + deathOf(dangling) + ", but " + workOf(dangling) + " uses it as the object of '" +
                    calleeName(dangling.function, dangling.call) + "'; " + remedy(dangling);
  if (finding.at.line) out.push_back(std::move(finding));
}

static void run(const Analysis &analysis, std::vector<Finding> &out) {
  forEachDangling(analysis, [&](const Dangling &dangling) { report(dangling, out); });
}

extern const Check DanglingThis{"dangling-this", "lifetime", Severity::Error,
                                "A member coroutine on a temporary, or on an object that dies first", run};

}  // namespace cotidy
