// ExtractIrNames.h: the names by which models know a function of compiled code.
#pragma once
#include <string>

namespace cotidy {

/// "std::map::find" of "_ZNSt3mapIiiE4findERKi": without parameters, template arguments and inline namespaces.
std::string plainNameOf(const std::string &mangled);

}  // namespace cotidy
