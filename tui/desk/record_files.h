/* record_files.h - evidence and dossiers on the screen of a record. */
#ifndef SIFA_DESK_RECORD_FILES_H
#define SIFA_DESK_RECORD_FILES_H

#include "page.h"

/* A numbered list of the record's evidence, each row `what`, and why it does not count
 * without; nothing where there is neither. Returns the kind of what it lists, or NULL. */
const struct sifa_kind *record_evidence(struct desk *d, struct page *page,
					const struct sifa_record *r, int what);
/* What a dossier must hold and does not. */
void record_lacks(struct desk *d, struct page *page, const struct sifa_record *r);
/* What write() writes into a new file of the outbox, and says where; one without a stem is
 * kept on paper. */
void desk_file_out(struct desk *d, const char *stem, const char *end,
		   enum sifa_rc (*write)(void *arg, const struct sifa_sink *sink,
					 struct sifa_err *err),
		   void *arg);
/* The file of a piece of evidence into the outbox. */
void record_file_out(struct screen *sc, uint64_t id);
/* Its dossier, begun or brought up to date; 0 after a message. */
uint64_t record_dossier(struct screen *sc, uint64_t of);

#endif
