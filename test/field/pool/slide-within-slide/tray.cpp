#include "tray.hpp"

std::shared_ptr<std::vector<float>> read_slide(const std::string& path, double at);

std::future<std::shared_ptr<std::vector<float>>> slide_tray::load(double at) const {
    return stage_hands::instance().post([path = path_, at] { return read_slide(path, at); });
}
