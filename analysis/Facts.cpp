// Facts as bytes. Reading trusts nothing: the FlatBuffers verifier checks the layout, `Checker` that every index is in range.
#include "analysis/Facts.h"

#include <flatbuffers/idl.h>

namespace cotidy {

static constexpr const char schema[] =
#include "FactsSchema.inc"
    ;

std::string pack(const facts::UnitT &unit) {
  flatbuffers::FlatBufferBuilder builder(1 << 16);
  facts::FinishUnitBuffer(builder, facts::Unit::Pack(builder, &unit));
  return {reinterpret_cast<const char *>(builder.GetBufferPointer()), builder.GetSize()};
}

std::string pack(const facts::BodyT &body) {
  flatbuffers::FlatBufferBuilder builder(1 << 12);
  builder.Finish(facts::Body::Pack(builder, &body));
  return {reinterpret_cast<const char *>(builder.GetBufferPointer()), builder.GetSize()};
}

namespace {
// Collects whether every index that a buffer holds points into its table.
struct Checker {
  bool ok = true;
  void index(std::int64_t i, std::size_t size) { ok &= i >= -1 && i < static_cast<std::int64_t>(size); }
  void place(const std::unique_ptr<facts::Place> &p, std::size_t files) {
    if (p) index(p->file(), files), ok &= p->begin() <= p->end();
  }
  template <typename Pointers> void present(const Pointers &all) {
    for (const auto &one : all) ok &= one != nullptr;
  }
};
}  // namespace

static void check(const facts::OpT &op, const facts::BodyT &body, Checker &c) {
  const std::size_t values = body.values.size();
  c.place(op.place, body.files.size());
  c.place(op.callee_place, body.files.size());
  c.index(op.callee, body.callees.size());
  c.index(op.type, body.types.size());
  for (std::int32_t callee : op.awaiter_callees) c.index(callee, body.callees.size());
  for (std::int32_t value : {op.callee_value, op.object, op.source, op.destination, op.result}) c.index(value, values);
  c.present(op.arguments);
  c.present(op.captures);
  if (!c.ok) return;
  for (const auto &argument : op.arguments)
    c.index(argument->value, values), c.place(argument->place, body.files.size());
  for (const auto &capture : op.captures) c.index(capture->value, values), c.index(capture->type, body.types.size());
  c.index(op.loop, body.loops.size());
}

static bool inRange(const facts::BodyT &body) {
  Checker c;
  c.present(body.values);
  c.present(body.blocks);
  c.present(body.loops);
  c.present(body.handlers);
  if (!c.ok) return false;
  for (const auto &value : body.values) {
    c.index(value->type, body.types.size());
    c.index(value->into, body.values.size());
    c.index(value->extended_by, body.values.size());
    c.place(value->place, body.files.size());
    for (std::int32_t input : value->inputs) c.index(input, body.values.size());
  }
  for (const auto &loop : body.loops) {
    c.index(loop->parent, body.loops.size());
    c.index(loop->condition, body.values.size());
    c.index(loop->range, body.values.size());
    c.place(loop->place, body.files.size());
  }
  for (const auto &handler : body.handlers) {
    c.index(handler->type, body.types.size());
    c.index(handler->variable, body.values.size());
    c.place(handler->place, body.files.size());
    c.place(handler->body, body.files.size());
  }
  for (const auto &block : body.blocks) {
    c.present(block->ops);
    c.ok &= block->infeasible.size() == block->successors.size();
    if (!c.ok) return false;
    for (const auto &op : block->ops) check(*op, body, c);
    if (!block->terminator) continue;
    c.index(block->terminator->condition, body.values.size());
    c.index(block->terminator->loop, body.loops.size());
    c.place(block->terminator->place, body.files.size());
  }
  for (std::int32_t parameter : body.parameters) c.index(parameter, body.values.size());
  return c.ok;
}

static bool inRange(const facts::UnitT &unit) {
  Checker c;
  c.present(unit.types);
  c.present(unit.callees);
  c.present(unit.functions);
  c.present(unit.includes);
  if (!c.ok) return false;
  const std::size_t types = unit.types.size();
  for (const auto &type : unit.types) {
    c.index(type->to, types);
    c.index(type->destructor_callee, unit.callees.size());
    for (std::int32_t i : type->args) c.index(i, types);
    for (std::int32_t i : type->bases) c.index(i, types);
    c.present(type->fields);
    if (!c.ok) return false;
    for (const auto &field : type->fields) c.index(field->type, types);
    if (type->awaitable) c.index(type->awaitable->result, types);
    c.place(type->place, unit.files.size());
  }
  for (const auto &callee : unit.callees) {
    c.index(callee->result, types);
    c.index(callee->class_, types);
    c.present(callee->parameters);
    if (!c.ok) return false;
    for (const auto &parameter : callee->parameters) c.index(parameter->type, types);
    c.place(callee->place, unit.files.size());
  }
  for (const auto &function : unit.functions) {
    c.index(function->result, types);
    c.index(function->class_, types);
    c.place(function->place, unit.files.size());
    c.place(function->range, unit.files.size());
    c.place(function->parameters, unit.files.size());
    c.place(function->pattern_place, unit.files.size());
  }
  for (const auto &include : unit.includes) c.index(include->file, unit.files.size());
  return c.ok;
}

static bool verified(std::string_view bytes, std::string &error) {
  auto data = reinterpret_cast<const std::uint8_t *>(bytes.data());
  constexpr std::size_t smallest = 8;  // root offset and identifier
  if (bytes.size() < smallest || !facts::UnitBufferHasIdentifier(data)) {
    error = "these are no cotidy facts; extract them again";
    return false;
  }
  constexpr flatbuffers::uoffset_t depth = 64, tables = 1u << 30;
  flatbuffers::Verifier verifier(data, bytes.size(), depth, tables);
  if (facts::VerifyUnitBuffer(verifier)) return true;
  error = "the facts are damaged; extract them again";
  return false;
}

std::unique_ptr<facts::UnitT> readUnit(std::string_view bytes, std::string &error) {
  if (!verified(bytes, error)) return nullptr;
  auto unit = facts::UnPackUnit(bytes.data());
  if (unit->version != factsVersion) {
    error = "the facts have version " + std::to_string(unit->version) + ", this cotidy reads version " +
            std::to_string(factsVersion) + "; extract them again";
    return nullptr;
  }
  if (inRange(*unit)) return unit;
  error = "the facts are damaged; extract them again";
  return nullptr;
}

std::unique_ptr<facts::BodyT> readBody(const facts::FunctionT &function, std::string &error) {
  flatbuffers::Verifier verifier(function.body.data(), function.body.size(), 64, 1u << 30);
  std::unique_ptr<facts::BodyT> body;
  if (!function.body.empty() && verifier.VerifyBuffer<facts::Body>(nullptr))
    body.reset(flatbuffers::GetRoot<facts::Body>(function.body.data())->UnPack());
  if (body && inRange(*body)) return body;
  error = "the body of '" + function.name + "' is damaged; extract its facts again";
  return nullptr;
}

std::string dumpFacts(std::string_view bytes, std::string &error) {
  if (!verified(bytes, error)) return {};
  flatbuffers::IDLOptions options;
  options.strict_json = true;
  options.output_default_scalars_in_json = false;
  options.indent_step = 1;
  flatbuffers::Parser parser(options);
  std::string text;
  if (!parser.Parse(schema) || !flatbuffers::GenerateText(parser, bytes.data(), &text))
    error = "the facts cannot be printed: " + parser.error_;
  return text;
}

}  // namespace cotidy
