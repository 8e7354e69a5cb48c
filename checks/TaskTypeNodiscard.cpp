// cotidy-task-type-nodiscard: an own task type that the compiler lets people drop.
#include "analysis/Tasks.h"
#include "checks/Check.h"
#include "checks/support/Places.h"

#include <map>
#include <set>

namespace cotidy {

namespace {
// A task type is worth the attribute where somebody is meant to wait for its tasks.
struct Users {
  std::set<std::string, std::less<>> awaited;        // plain names of types whose values somebody awaits
  std::set<std::string, std::less<>> returned;  // … that a function returns which may be dropped without a warning
};
}  // namespace

static Users usersOf(const Analysis &analysis) {
  Users users;
  for (const auto &function : analysis.program().functions())
    for (const facts::OpT *op : function->ops())
      if (op->kind == facts::OpKind::Await) users.awaited.emplace(function->typeOf(op->source).value().name());
  for (const UnitInput &unit : analysis.program().units())
    for (const auto &callee : unit.unit->callees) {
      std::string_view last = lastComponent(callee->name);
      const bool own = !callee->system && !callee->nodiscard && last != "get_return_object";
      const bool made = callee->constructor == facts::ConstructorKind::None && callee->operator_.empty();
      if (own && (made || callee->operator_ == "()"))
        users.returned.emplace(Type(unit.unit.get(), callee->result).name());
    }
  return users;
}

static Finding make(const facts::UnitT &unit, const facts::TypeT &type, bool lazy) {
  const facts::Place &place = *type.place;
  const std::string name(lastComponent(type.name));
  Finding finding;
  finding.severity = Severity::Warning;
  finding.confidence = lazy ? Confidence::Proved : Confidence::Likely;
  finding.at = {unit.files[place.file()], place.line(), place.column(), place.begin(), place.end(), place.macro()};
  finding.message = "task type '" + name +
                    "' is not [[nodiscard]]: a call whose task is dropped compiles without a warning, and " +
                    (lazy ? "its body never runs" : "its result and its error are lost") +
                    "; declare it as '[[nodiscard]] " + name + "'";
  finding.function = type.name;
  finding.subject = type.name;
  if (!finding.at.macro) {
    Fix fix{"Mark the task type as [[nodiscard]]", true, {}};
    fix.edits.push_back({finding.at.file, finding.at.begin, finding.at.begin, "[[nodiscard]] "});
    finding.fixes.push_back(std::move(fix));
  }
  return finding;
}

static void run(const Analysis &analysis, std::vector<Finding> &out) {
  const Users users = usersOf(analysis);
  std::map<std::pair<std::string, std::uint32_t>, Finding> found;  // one template, many instances, many units
  for (const UnitInput &input : analysis.program().units()) {
    const facts::UnitT &unit = *input.unit;
    for (std::size_t i = 0; i < unit.types.size(); ++i) {
      const facts::TypeT &type = *unit.types[i];
      if (type.promise.empty() || type.system || type.nodiscard || !type.place || type.place->file() < 0) continue;
      const TaskKind kind = taskKind(analysis.models(), Type(&unit, static_cast<std::int32_t>(i)));
      if (kind.is != TaskKind::Task || !kind.pending() || !users.returned.count(type.name)) continue;
      // What nobody can await is somebody's tool; what runs at once is often dropped on purpose.
      const bool useful = type.awaitable && (kind.lazy() || users.awaited.count(type.name));
      if (!useful) continue;
      Finding &finding = found[{unit.files[type.place->file()], type.place->begin()}];
      // A promise whose start no unit needs says nothing; another unit may know better.
      if (finding.message.empty() || kind.lazy()) finding = make(unit, type, kind.lazy());
    }
  }
  for (auto &[place, finding] : found) out.push_back(std::move(finding));
}

extern const Check TaskTypeNodiscard{"task-type-nodiscard", "advice", Severity::Warning,
                                     "An own task type without [[nodiscard]]", run};

}  // namespace cotidy
