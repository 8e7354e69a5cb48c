// Test stub of the MySQL and MariaDB client: declarations only.
#pragma once
#ifdef __cplusplus
extern "C" {
#endif
typedef struct st_mysql MYSQL;
typedef struct st_mysql_res MYSQL_RES;
typedef char **MYSQL_ROW;
int mysql_query(MYSQL *mysql, const char *q);
int mysql_query_start(int *ret, MYSQL *mysql, const char *q);
int mysql_query_cont(int *ret, MYSQL *mysql, int status);
MYSQL_RES *mysql_store_result(MYSQL *mysql);
void mysql_free_result(MYSQL_RES *result);
const char *mysql_error(MYSQL *mysql);
#ifdef __cplusplus
}
#endif
