#include "label.hpp"

namespace post {

void print(Label& label, std::size_t weight) {
    while (weight >= 128) {
        label.put(static_cast<char>(weight % 128 + 128));
        weight /= 128;
    }
    label.put(static_cast<char>(weight));
}

} // namespace post
