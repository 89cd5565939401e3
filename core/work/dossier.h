/* dossier.h - kinds of dossiers as compiled from dossiers/, and what the floor shares. */
#ifndef SIFA_WORK_DOSSIER_H
#define SIFA_WORK_DOSSIER_H

#include "check.h"
#include "paper.h"

enum { COPIES_MOST = 24, ITEMS_MOST = 60, COPY_FIELDS = 4 };

struct dossier_item { /* a line of the contents */
	const char *id;
	const char *title[SIFA_LANGS];
	const struct sifa_paper **paper; /* of the case, or of records that refer to it */
	size_t npapers;
	uint64_t evidence;     /* kinds of evidence (bits) */
	bool rest;	       /* and evidence that no other line takes */
	bool required;	       /* a complete dossier holds it */
	struct sifa_when when; /* ... of a case that is such */
};
struct dossier_copy {
	const struct sifa_field *to; /* several fields become one text */
	const struct sifa_field *from[COPY_FIELDS];
	size_t n;
};
struct dossier_def {
	const char *id;
	int64_t code;		      /* in the field `kind` of the dossier */
	const struct sifa_kind *of;   /* of such a case */
	const struct sifa_field *via; /* of the dossier: refers to its case */
	const struct sifa_field *closed;
	struct sifa_when when;
	struct dossier_copy copy[COPIES_MOST]; /* from the case to its new dossier */
	size_t ncopies;
	struct dossier_copy tell[COPIES_MOST]; /* from the dossier to its case */
	size_t ntells;
	const struct sifa_paper *cover, *contents, *back; /* NULL: none */
	const struct dossier_item *item;
	size_t nitems;
};
struct dossiers {
	const struct dossier_def *def;
	size_t n;
	/* Fields of the kind dossier, and of its rows of contents. */
	const struct sifa_field *kind, *rows, *pages, *filed_on, *archived_on;
	const struct sifa_field *seq, *title, *from, *to, *item, *holds, *leaves;
	const struct sifa_kind *of;
};

/* dossier_load.c: in the configuration's memory; NULL when memory is out. */
const struct dossiers *dossiers_load(struct config *c, const struct papers *ps,
				     struct sifa_findings *f);
const struct dossiers *dossiers_of(struct sifa *s);
/* The definition a dossier record follows; NULL: any contents will do. */
const struct dossier_def *dossier_def_of(const struct dossiers *d, const struct sifa_record *r);

/* dossier.c */
/* Pages of the paper or piece of evidence that a token of `holds` names: composed into
 * *out, or (evidence) its sheet. *leaves: pages it takes, originals of evidence included. */
enum sifa_rc dossier_part(struct sifa_session *se, const struct dossier_def *def,
			  const struct sifa_record *dossier, const char *token, size_t n,
			  const struct sifa_compose *how, struct sifa_pages **out, int64_t *leaves,
			  struct sifa_err *err);
/* The row of an item; -1 if there is none. */
long dossier_row(const struct dossiers *d, const struct sifa_record *r,
		 const struct dossier_item *it);

#endif
