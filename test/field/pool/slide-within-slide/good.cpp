// CASE: the hands load the slide, and whoever asks for the result puts it together
// TU-SET: good.cpp tray.cpp
#include "tray.hpp"

class lantern {
public:
    std::future<slide> show(double at) {
        auto loading = tray_->load(at);
        return std::async(
            std::launch::deferred,
            [at](std::future<std::shared_ptr<std::vector<float>>> from) {
                auto light = from.get();
                if (light)
                    return slide{at, light};
                return slide{};
            },
            std::move(loading));
    }

private:
    std::shared_ptr<slide_tray> tray_;
};
