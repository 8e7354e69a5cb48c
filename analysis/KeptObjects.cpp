// By where the object was before the call, and by the types of what is handed to a call.
#include "analysis/KeptObjects.h"

#include "analysis/Origins.h"

#include <algorithm>

namespace cotidy {

using facts::OpKind;
using facts::TypeKind;
using facts::ValueKind;

// `takeNotice().tell()`: a value that a method of the own object gives.
static bool isMadeByOwn(const Function &function, std::int32_t object) {
  object = function.unmoved(object);
  const facts::ValueT *value = function.value(object);
  if (value && value->kind == ValueKind::Local && function.writes(object).size() == 1)
    object = function.unmoved(function.writes(object).front()->source);
  const facts::OpT *made = function.definition(object);
  const facts::CalleeT *callee = made && made->kind == OpKind::Call ? function.callee(made->callee) : nullptr;
  const facts::ValueT *maker = callee ? function.value(function.unmoved(made->object)) : nullptr;
  return maker && maker->kind == ValueKind::This && !callee->system &&
         function.typeOfCallee(callee->result).is(TypeKind::Record);
}

bool isKeptObject(const Function &function, std::int32_t object) {
  const Origin origin = originOf(function, object);
  if (isOwnField(function, origin)) return origin.element || origin.unique;
  return origin.kind == Origin::Unknown && isMadeByOwn(function, object);
}

bool getsToAct(const Function &function, const facts::OpT &call) {
  // A comparator gets two.
  return 1 == std::count_if(call.arguments.begin(), call.arguments.end(), [&](const auto &argument) {
           const Type type = function.typeOf(argument->value).value();
           const bool plain = type.is(TypeKind::Pointer);
           if (!plain && !type.isOrDerivesFrom("std::shared_ptr")) return false;
           const Type target = plain ? type.target() : type.argument(0);
           return target.is(TypeKind::Record) && !target.facts()->const_ && !target.facts()->system;
         });
}

}  // namespace cotidy
