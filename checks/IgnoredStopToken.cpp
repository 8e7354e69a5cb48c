// cotidy-ignored-stop-token: a function takes a stop token, or its object keeps one, and the loop goes on whatever it says.
#include "analysis/Flow.h"
#include "analysis/Mentions.h"
#include "analysis/Storage.h"
#include "analysis/Tasks.h"
#include "checks/Check.h"
#include "checks/support/MemberTokens.h"
#include "checks/support/ObjectLives.h"
#include "checks/support/Places.h"

#include <algorithm>
#include <set>

namespace cotidy {

using facts::Bound;
using facts::OpKind;

namespace {
// How a function treats its token.
struct Treatment {
  bool handedOn = false;  // somebody else may look at it
  std::vector<const facts::OpT *> looks;  // asks it here
  std::vector<const facts::OpT *> lent;  // calls that are awaited on the spot: they are done with the token then
};
}  // namespace

// `co_await open(token);`: the call that gets the token, or a copy of it, and that is over before the next statement.
static const facts::OpT *lentTo(const Function &function, const facts::OpT &use) {
  const auto &ops = function.ops();
  const facts::OpT *call = use.kind == OpKind::Call ? &use : nullptr;
  if (use.kind == OpKind::Construct)
    for (const facts::OpT *op : ops)
      if (op->kind == OpKind::Call && op->full_expression == use.full_expression &&
          std::any_of(op->arguments.begin(), op->arguments.end(),
                      [&](const auto &argument) { return function.unmoved(argument->value) == use.result; }))
        call = op;
  const bool awaited = call && call->result >= 0 && call->full_expression >= 0 &&
                       std::any_of(ops.begin(), ops.end(), [&](const facts::OpT *op) {
                         return op->kind == OpKind::Await && op->full_expression == call->full_expression &&
                                function.unmoved(op->source) == call->result;
                       });
  return awaited ? call : nullptr;
}

static std::set<std::string> placesOf(const Function &function, const facts::OpT &op) {
  std::set<std::string> places;
  for (std::int32_t value : operandsOf(op)) {
    const facts::ValueT *v = function.value(function.strip(value));
    places.insert(v->kind == facts::ValueKind::Member ? "this" : function.placeKey(function.strip(value)));
  }
  return places;
}

// `co_await listener.open(token)`, and the loop accepts from that listener: the token may have been told to close it.
static bool mayEnd(const Function &function, const facts::OpT &call, std::int32_t loop) {
  const std::set<std::string> lent = placesOf(function, call);
  return std::any_of(function.ops().begin(), function.ops().end(), [&](const facts::OpT *op) {
    if (op->kind != OpKind::Call || !inLoop(function.body(), *op, loop)) return false;
    const std::set<std::string> used = placesOf(function, *op);
    return std::any_of(used.begin(), used.end(), [&](const std::string &place) { return lent.count(place) > 0; });
  });
}

static const TypeModel *stopToken(const Analysis &analysis, Type type) {
  const TypeModel *model = type ? typeModel(analysis.models(), type.object()) : nullptr;
  return model && model->role == TypeRole::StopToken ? model : nullptr;
}

static Treatment treatmentOf(const Function &function, const Mentions &mentions, std::int32_t token) {
  Treatment treatment;
  for (const Mention &mention : mentions.of(token)) {
    if (mention.as == Mention::End) continue;
    const facts::CalleeT *callee = mention.as == Mention::Object ? function.callee(mention.op->callee) : nullptr;
    // A method that changes the token's state subscribes to it, or moves it away.
    const facts::OpT *lent = mention.as == Mention::Argument ? lentTo(function, *mention.op) : nullptr;
    if (lent) treatment.lent.push_back(lent);
    if (lent || (callee && callee->const_))
      treatment.looks.push_back(mention.op);
    else
      treatment.handedOn = true;
  }
  return treatment;
}

// Work that makes a loop long: it suspends, it blocks, or it computes.
static bool takesTime(const Analysis &analysis, const Function &function, const facts::OpT &op) {
  static constexpr Effect waits[] = {Effect::Sleep,   Effect::Wait,     Effect::File,   Effect::Network,
                                     Effect::Process, Effect::Database, Effect::Console};
  if (op.kind == OpKind::Await || op.kind == OpKind::Yield) return true;
  const CallSite *site = analysis.calls().at(function.id(), &op);
  if (!site) return false;
  if (std::any_of(site->models.begin(), site->models.end(), [](const FunctionModel *m) { return m->cpu; })) return true;
  return std::any_of(std::begin(waits), std::end(waits),
                     [&](Effect e) { return analysis.effects().of(function, op, e).has_value(); });
}

// The first outermost loop that may be long and in which nobody asks the token.
static std::int32_t deafLoop(const Analysis &analysis, const Function &function, const Treatment &treatment) {
  const facts::BodyT &body = function.body();
  for (std::size_t i = 0; i < body.loops.size(); ++i) {
    const facts::LoopT &loop = *body.loops[i];
    const auto index = static_cast<std::int32_t>(i);
    // Who has asked once before a walk over some data may have asked often enough.
    if (loop.parent >= 0 || loop.bound == Bound::Constant || (loop.bound == Bound::Data && !treatment.looks.empty()))
      continue;
    bool listens = std::any_of(treatment.looks.begin(), treatment.looks.end(),
                               [&](const facts::OpT *op) { return inLoop(body, *op, index); });
    if (listens) continue;
    bool isLong = loop.bound == Bound::Endless ||
                  std::any_of(function.ops().begin(), function.ops().end(), [&](const facts::OpT *op) {
                    return inLoop(body, *op, index) && takesTime(analysis, function, *op);
                  });
    if (isLong) return index;
  }
  return -1;
}

static bool isEverLeft(const Function &function) { return findWay(function, nullptr, {}).has_value(); }

// How the library asks its token: "stop_requested".
static std::string question(const Analysis &analysis, const TypeModel &token) {
  for (const auto &model : analysis.models().functions())
    for (const std::string &name : model->names)
      for (const std::string &type : token.names)
        if (model->polls && name.starts_with(type + "::")) return std::string(lastComponent(name)) + "()";
  return {};
}

static void look(const Analysis &analysis, const Function &function, const Mentions &mentions, std::int32_t parameter,
                 std::vector<Finding> &out) {
  const facts::ValueT &token = *function.value(parameter);
  const TypeModel *model = stopToken(analysis, function.typeOf(parameter));
  const Treatment treatment = treatmentOf(function, mentions, parameter);
  if (!model || treatment.handedOn) return;
  // A token without a name is ignored on purpose, and whoever was lent it may have made it end what the loop waits for: a
  // mistake only where nothing else ends the function.
  if ((token.name.empty() || !treatment.lent.empty()) && isEverLeft(function)) return;
  const std::int32_t loop = deafLoop(analysis, function, treatment);
  const auto endsIt = [&](const facts::OpT *call) { return mayEnd(function, *call, loop); };
  if (loop < 0 || std::any_of(treatment.lent.begin(), treatment.lent.end(), endsIt)) return;
  const std::string name = token.name.empty() ? "the token" : "'" + token.name + "'";
  const std::string asked = question(analysis, *model);
  Finding finding;
  finding.severity = Severity::Warning;
  finding.confidence = Confidence::Likely;
  finding.at = locate(function, function.body().loops[loop]->place);
  finding.message =
      "'" + function.head().display + "' takes a stop token, and " +
      (treatment.looks.empty() ? "nothing ever looks at it" : "this loop does not look at it") +
      ": the loop goes on after a stop was requested, and whoever waits for its end waits on; " +
      (asked.empty() ? "ask " + name + " in the loop" : "leave the loop when " + name + " says '" + asked + "'") +
      ", or hand it to what the loop waits for";
  for (const facts::OpT *op : treatment.looks)
    finding.related.push_back({locate(function, *op), !treatment.lent.empty()
                                                          ? "it is used here, outside of the loop"
                                                          : "it is asked here, outside of the loop"});
  if (Location at = locate(function, token.place); at.line) finding.related.push_back({at, "the token"});
  finding.function = function.name();
  finding.subject = token.name;
  if (finding.at.line) out.push_back(std::move(finding));
}

// Another token may be the one that ends the loop.
static bool knowsToken(const Analysis &analysis, const Function &function) {
  const auto &values = function.body().values;
  return std::any_of(values.begin(), values.end(),
                     [&](const auto &value) { return stopToken(analysis, function.type(value->type)) != nullptr; });
}

// A token in a member that nothing looks at, and a loop of the class that it was meant for.
static void lookFor(const Analysis &analysis, const Function &function, const DeafToken &token,
                    std::vector<Finding> &out) {
  const Type owner = analysis.program().classAround(function);
  if (!owner || owner.name() != token.owner || knowsToken(analysis, function)) return;
  const std::int32_t loop = deafLoop(analysis, function, {});
  if (loop < 0 || !isOutOfHearing(analysis, function, token)) return;
  const Function *firing = token.firedIn.empty() ? nullptr : token.firedIn.front();
  Finding finding;
  finding.severity = Severity::Warning;
  finding.confidence = Confidence::Likely;
  finding.at = locate(function, function.body().loops[loop]->place);
  finding.message = (firing ? "'" + firing->head().display + "' requests a stop through '" + token.name + "'"
                            : "the object keeps the stop token '" + token.name + "'") +
                    ", and nothing ever looks at it: this loop of '" + function.head().display +
                    "' goes on, and whoever waits for its end waits on; ask '" + token.name +
                    "' in the loop, or hand it to what the loop waits for";
  if (firing) finding.related.push_back({locateHead(*firing), "the stop is requested here"});
  finding.function = function.name();
  finding.subject = token.name;
  if (finding.at.line) out.push_back(std::move(finding));
}

static void run(const Analysis &analysis, std::vector<Finding> &out) {
  const std::vector<DeafToken> deaf = deafTokens(analysis);
  for (const auto &function : analysis.program().functions()) {
    if (!function->body().loops.empty())
      for (const DeafToken &token : deaf) lookFor(analysis, *function, token, out);
    const auto &parameters = function->body().parameters;
    bool any = !function->body().loops.empty() &&
               std::any_of(parameters.begin(), parameters.end(),
                           [&](std::int32_t p) { return stopToken(analysis, function->typeOf(p)) != nullptr; });
    if (!any) continue;
    const Mentions mentions(*function);
    for (std::int32_t parameter : parameters) look(analysis, *function, mentions, parameter, out);
  }
}

extern const Check IgnoredStopToken{"ignored-stop-token", "structure", Severity::Warning,
                                    "A stop token accepted and never looked at in a loop", run};

}  // namespace cotidy
