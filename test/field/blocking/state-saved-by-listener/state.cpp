#include "state.hpp"
#include <fcntl.h>
#include <unistd.h>

static bool write_all(int fd, const std::string& text) {
    std::size_t done = 0;
    while (done < text.size()) {
        const ssize_t n = ::write(fd, text.data() + done, text.size() - done);
        if (n <= 0)
            return false;
        done += static_cast<std::size_t>(n);
    }
    return true;
}

bool save_state(const std::string& file, const std::vector<std::string>& watches) {
    const int fd = ::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (fd < 0)
        return false;
    bool ok = true;
    for (const std::string& path : watches)
        ok = ok && write_all(fd, path + "\n");
    ok = ok && ::fsync(fd) == 0;
    ::close(fd);
    return ok;
}
