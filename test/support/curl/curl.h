// Test stub of libcurl: declarations only.
#pragma once
#ifdef __cplusplus
extern "C" {
#endif
typedef struct Curl_easy CURL;
typedef struct Curl_multi CURLM;
typedef enum { CURLE_OK = 0 } CURLcode;
typedef enum { CURLM_OK = 0 } CURLMcode;
typedef enum { CURLOPT_URL = 10002 } CURLoption;
CURL *curl_easy_init(void);
CURLcode curl_easy_setopt(CURL *curl, CURLoption option, ...);
CURLcode curl_easy_perform(CURL *curl);
void curl_easy_cleanup(CURL *curl);
CURLMcode curl_multi_add_handle(CURLM *multi_handle, CURL *curl_handle);
CURLMcode curl_multi_socket_action(CURLM *multi_handle, int sockfd, int ev_bitmask, int *running_handles);
#ifdef __cplusplus
}
#endif
