/* Inside corpus/: the calls of libpq, which is loaded when an address of a server is first met. */
#ifndef TIAOMU_CORPUS_LIBPQ_H
#define TIAOMU_CORPUS_LIBPQ_H

#include "base/library.h"
#include <libpq-fe.h>

#define LIBPQ(X)                                                                                   \
    X(PQclear, clear)                                                                              \
    X(PQconnectdbParams, connect)                                                                  \
    X(PQconninfoFree, conninfo_free)                                                               \
    X(PQconninfoParse, conninfo_parse)                                                             \
    X(PQerrorMessage, error_message)                                                               \
    X(PQexec, exec)                                                                                \
    X(PQexecParams, exec_params)                                                                   \
    X(PQexecPrepared, exec_prepared)                                                               \
    X(PQfinish, finish)                                                                            \
    X(PQfname, fname)                                                                              \
    X(PQftype, ftype)                                                                              \
    X(PQgetResult, get_result)                                                                     \
    X(PQgetisnull, get_is_null)                                                                    \
    X(PQgetlength, get_length)                                                                     \
    X(PQgetvalue, get_value)                                                                       \
    X(PQnfields, nfields)                                                                          \
    X(PQntuples, ntuples)                                                                          \
    X(PQparameterStatus, parameter_status)                                                         \
    X(PQprepare, prepare)                                                                          \
    X(PQputCopyData, put_copy_data)                                                                \
    X(PQputCopyEnd, put_copy_end)                                                                  \
    X(PQresultErrorField, result_error_field)                                                      \
    X(PQresultStatus, result_status)                                                               \
    X(PQserverVersion, server_version)                                                             \
    X(PQsetNoticeProcessor, set_notice_processor)                                                  \
    X(PQstatus, status)                                                                            \
    X(PQtransactionStatus, transaction_status)

struct libpq {
    LIBPQ(LIBRARY_CALL)
};

/* As library_load. */
static inline const char *libpq_load(struct libpq *out) {
#define NAME(function, member) #function "\0"
    return library_load(LIBRARY("libpq", "5"), LIBPQ(NAME), out);
#undef NAME
}

#endif
