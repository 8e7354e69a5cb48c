// By class: who moves one object of it to a thread has made the class for that.
#include "analysis/MovedObjects.h"

namespace cotidy {

using facts::OpKind;

MovedObjects::MovedObjects(const Calls &calls) {
  for (const auto &function : calls.program().functions())
    for (const facts::OpT *op : function->ops()) {
      const facts::CalleeT *callee = op->kind == OpKind::Call ? function->callee(op->callee) : nullptr;
      if (!callee || op->object < 0 || lastComponent(callee->name) != "moveToThread") continue;
      const facts::ValueT *object = function->value(function->unmoved(op->object));
      const bool self =
          object && object->kind == facts::ValueKind::This;  // `moveToThread(&thread_)` in its constructor
      const Type moved = self ? Type(function->unit(), function->head().class_) : function->typeOf(op->object).object();
      if (moved && !moved.facts()->system) classes_.insert(std::string(moved.name()));
    }
}

// connect(sender, signal, receiver, slot), connect(sender, signal, lambda), invokeMethod(receiver, lambda): the last object.
bool MovedObjects::receive(const Function &function, const facts::OpT &registers) const {
  if (classes_.empty()) return false;
  for (auto argument = registers.arguments.rbegin(); argument != registers.arguments.rend(); ++argument) {
    const facts::ValueT *given = function.value(function.unmoved((*argument)->value));
    const bool self = given && given->kind == facts::ValueKind::This;
    const Type pointer = function.typeOf((*argument)->value).value();
    const Type type = self ? Type(function.unit(), function.head().class_) : pointer.object();
    if (self || (pointer.is(facts::TypeKind::Pointer) && type.is(facts::TypeKind::Record)))
      return type && classes_.count(type.name()) > 0;
  }
  return false;
}

}  // namespace cotidy
