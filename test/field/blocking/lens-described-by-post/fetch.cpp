#include "fetch.hpp"
#include <curl/curl.h>

static std::size_t take(char* data, std::size_t size, std::size_t count, void* into) {
    static_cast<std::string*>(into)->append(data, size * count);
    return size * count;
}

std::string fetch(const std::string& address) {
    std::string text;
    CURL* call = curl_easy_init();
    curl_easy_setopt(call, CURLOPT_URL, address.c_str());
    curl_easy_setopt(call, CURLOPT_WRITEFUNCTION, take);
    curl_easy_setopt(call, CURLOPT_WRITEDATA, &text);
    if (curl_easy_perform(call) != CURLE_OK)
        text.clear();
    curl_easy_cleanup(call);
    return text;
}
