// Test stub of hiredis: declarations only.
#pragma once
#ifdef __cplusplus
extern "C" {
#endif
typedef struct redisContext redisContext;
typedef struct redisAsyncContext redisAsyncContext;
typedef void(redisCallbackFn)(redisAsyncContext *, void *, void *);
redisContext *redisConnect(const char *ip, int port);
redisContext *redisConnectNonBlock(const char *ip, int port);
void *redisCommand(redisContext *c, const char *format, ...);
int redisAppendCommand(redisContext *c, const char *format, ...);
int redisGetReply(redisContext *c, void **reply);
int redisAsyncCommand(redisAsyncContext *ac, redisCallbackFn *fn, void *privdata, const char *format, ...);
void freeReplyObject(void *reply);
#ifdef __cplusplus
}
#endif
