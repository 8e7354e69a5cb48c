// cotidy-detached-captures-local: work that goes on after a function has returned refers to the function's own variables.
#include "checks/Check.h"
#include "checks/support/Escaping.h"

namespace cotidy {

namespace {

std::string wayOut(const Analysis &analysis, const Escaping &escaping) {
  const CallableEscape &escape = escaping.escape;
  const std::string by = "'" + std::string(lastComponent(escape.by)) + "'";
  switch (escape.how) {
  case CallableEscape::Task: return "the task of " + by + " goes on using it";
  case CallableEscape::Stored: return by + " keeps it for later";
  default: break;
  }
  const CallSite *site = analysis.calls().at(escape.function, escape.op);
  const bool thread = site && std::any_of(site->models.begin(), site->models.end(), [](const FunctionModel *model) {
                        return std::any_of(model->invokes.begin(), model->invokes.end(),
                                           [](const Invocation &how) { return how.as == Invocation::ThreadEntry; });
                      });
  if (thread) return "the thread goes on";
  return escaping.what == Escaping::Argument ? by + " uses it later" : by + " runs it later";
}

std::string subjectOf(const Escaping &escaping) {
  switch (escaping.what) {
  case Escaping::Closure: return "this lambda";
  case Escaping::Bound: return "what is bound here";
  default: return "this argument";
  }
}

std::string namesOf(const Escaping &escaping) {
  std::string text;
  constexpr std::size_t shown = 3;
  for (std::size_t i = 0; i < escaping.subjects.size() && i < shown; ++i)
    text += (i ? ", '" : "'") + escaping.subjects[i].name + "'";
  return escaping.subjects.size() > shown ? text + " and others" : text;
}

std::string remedyFor(const Escaping &escaping) {
  const Subject &first = escaping.subjects.front();
  if (first.takenOut)
    return "look at the error before the object is used, or capture a weak pointer to it and lock that";
  if (first.sharedOwner) return "capture 'shared_from_this()' as well";
  if (first.storage.kind == Storage::This)
    return "wait for the work before the object is gone, or let the work share its owner";
  if (first.inClosure || first.frame) return "capture it by value in the inner lambda as well";
  if (escaping.what == Escaping::Closure)
    return "capture by value, or let the work own a shared_ptr, or wait for it here";
  return "give it a copy or a shared_ptr, or wait for it here";
}

std::string deathOf(const Escaping &escaping) {
  const Subject &first = escaping.subjects.front();
  const std::string &display = escaping.function.head().display;
  const bool several = escaping.subjects.size() > 1;
  if (first.takenOut) return "an object that may be taken out of its container meanwhile";
  if (first.sharedOwner) return "an object that lives only as long as shared pointers to it";
  if (first.storage.kind == Storage::This) return "the object is destroyed behind the destructor";
  if (first.inClosure) return "a capture of the outer lambda, which is destroyed first";
  if (first.frame) return "of '" + first.frame->head().display + "', which returns first";
  if (escaping.outliving.death)
    return several ? "which die at the end of their scope" : "which dies at the end of its scope";
  return std::string(several ? "which die" : "which dies") + " when " +
         (escaping.function.head().lambda ? "the " : "'") + display + (escaping.function.head().lambda ? "" : "'") +
         (escaping.function.coroutine() ? " ends" : " returns");
}

void report(const Analysis &analysis, const Escaping &escaping, std::vector<Finding> &out) {
  Finding finding;
  const bool guess = escaping.subjects.front().sharedOwner;
  finding.severity = guess ? Severity::Warning : Severity::Error;
  finding.confidence = guess ? Confidence::Possible
                       : escaping.escape.how == CallableEscape::Later && escaping.escape.op == escaping.escape.start
                           ? Confidence::Proved
                           : Confidence::Likely;
  finding.at = locate(escaping.function, escaping.place);
  finding.message = subjectOf(escaping) + " refers to " + namesOf(escaping) + ", " + deathOf(escaping) + ", but " +
                    wayOut(analysis, escaping) + "; " + remedyFor(escaping);
  finding.steps = witness(analysis, escaping);
  finding.function = escaping.function.name();
  finding.subject = escaping.escape.by;
  finding.statement = statementOf(escaping.function, *escaping.escape.start);
  if (finding.at.line) out.push_back(std::move(finding));
}

void run(const Analysis &analysis, std::vector<Finding> &out) {
  forEachEscaping(analysis, [&](const Escaping &escaping) { report(analysis, escaping, out); });
}

}  // namespace

extern const Check DetachedCapturesLocal{"detached-captures-local", "lifetime", Severity::Error,
                                         "Work that outlives a function and refers to its local variables", run};

}  // namespace cotidy
