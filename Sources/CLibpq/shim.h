#ifndef FITXA_CLIBPQ_SHIM_H
#define FITXA_CLIBPQ_SHIM_H

#include <libpq-fe.h>

#include <spawn.h>
#include <sys/eventfd.h>

/* Of glibc 2.34 and later, declared only for those who ask for all of its extensions. */
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *, int);
extern int posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *, const char *);

/* Swift does not import character literals, which is how libpq spells the fields of an error. */
static const int fitxa_diag_sqlstate = PG_DIAG_SQLSTATE;
static const int fitxa_diag_message = PG_DIAG_MESSAGE_PRIMARY;
static const int fitxa_diag_detail = PG_DIAG_MESSAGE_DETAIL;
static const int fitxa_diag_constraint = PG_DIAG_CONSTRAINT_NAME;
static const int fitxa_diag_table = PG_DIAG_TABLE_NAME;
static const int fitxa_diag_column = PG_DIAG_COLUMN_NAME;

/* Ends the current piece of a pipeline; from libpq 17 on without a system call of its own. */
static inline int fitxa_pipeline_sync(PGconn *connection) {
#ifdef LIBPQ_HAS_SEND_PIPELINE_SYNC
    return PQsendPipelineSync(connection);
#else
    return PQpipelineSync(connection);
#endif
}

#endif
