/* print.c - sifa print: papers of a record, and ledgers. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../outbox.h"
#include "test_page.h"
#include "verb.h"

enum { PAPERS = 60, PAIRS = 24, TESTS = 16 };

struct wish {
	const char *what, *paper, *out, *where[TESTS], *pair[PAIRS];
	size_t nwhere, npairs;
	bool ledger, dossier, test, pdf;
	struct sifa_compose how;
	struct sifa_print print;
};

static bool read_offset(const char *s, struct sifa_print *p)
{
	char *end;

	p->left = (unsigned)strtoul(s, &end, 10);
	if (*end != ',' || end == s || p->left > 100)
		return false;
	s = end + 1;
	p->top = (unsigned)strtoul(s, &end, 10);
	return !*end && end != s && p->top <= 60;
}

static int take_option(struct wish *w, const char *name, const char *value)
{
	uint64_t from;

	if (!strcmp(name, "--out")) {
		w->out = value;
	} else if (!strcmp(name, "--pdf")) {
		w->pdf = true;
		w->print.form = SIFA_PRINT_STREAM;
	} else if (!strcmp(name, "--gb18030")) {
		w->print.form = SIFA_PRINT_GB;
	} else if (!strcmp(name, "--needle")) {
		w->print.form = SIFA_PRINT_NEEDLE;
		w->how.ascii = true;
	} else if (!strcmp(name, "--ascii")) {
		w->how.ascii = true;
	} else if (!strcmp(name, "--test-page")) {
		w->test = true;
	} else if (!strcmp(name, "--draft")) {
		w->how.draft = true;
	} else if (!strcmp(name, "--public")) {
		w->how.public = true;
	} else if (!strcmp(name, "--ledger")) {
		w->ledger = true;
		w->what = value;
	} else if (!strcmp(name, "--dossier")) {
		w->dossier = true;
		w->what = value;
	} else if (!strcmp(name, "--from-page")) {
		if (!verb_whole(value, 1, UINT32_MAX, &from))
			return verb_usage(&verb_of_print, _("--from-page takes a number from 1"));
		w->print.from = (size_t)from;
	} else if (!strcmp(name, "--where")) {
		if (w->nwhere == TESTS || !strchr(value, '='))
			return verb_usage(&verb_of_print, _("--where takes FIELD=VALUE"));
		w->where[w->nwhere++] = value;
	} else if (!read_offset(value, &w->print)) {
		return verb_usage(&verb_of_print, _("--offset takes COLUMNS,LINES, such as 4,2"));
	}
	return 0;
}

static int read_args(struct verb_env *env, struct wish *w)
{
	static const struct verb_option options[] = {
		{"--out", true},       {"--pdf", false},   {"--gb18030", false},
		{"--needle", false},   {"--ascii", false}, {"--draft", false},
		{"--public", false},   {"--ledger", true}, {"--from-page", true},
		{"--where", true},     {"--offset", true}, {"--dossier", true},
		{"--test-page", false}};
	struct verb_args a = {.verb = &verb_of_print, .env = env, .options = options, .n = 13};
	const char *name, *value;
	int is, code = 0;

	while (!code && (is = verb_next(&a, &name, &value)) >= 0) {
		if (is)
			code = take_option(w, name, value);
		else if (!w->what)
			w->what = value;
		else if (!w->ledger && !w->dossier && !w->paper)
			w->paper = value;
		else if (!w->ledger && !w->dossier && strchr(value, '=') && w->npairs < PAIRS)
			w->pair[w->npairs++] = value;
		else
			return verb_usage(&verb_of_print,
					  _("one record and one paper are expected"));
	}
	w->how.wide = w->print.form != SIFA_PRINT_TEXT && w->print.form != SIFA_PRINT_GB;
	if (code || is == -2)
		return code ? code : 2;
	return w->what || w->test
		       ? 0
		       : verb_usage(&verb_of_print, _("one record is expected, like 10203-4571"));
}

/* ---- out ---- */

static int write_pages(struct verb_env *env, const struct wish *w, const struct sifa_pages *pages)
{
	struct outbox box = {.path = w->out, .pdf = w->pdf};
	struct sifa_err err = {0};
	char lacking[400], msg[600];
	enum sifa_rc rc = outbox_open(&box, &err);

	if (!rc) {
		rc = sifa_print(env->se, pages, &w->print, &box.sink, &err);
		rc = outbox_close(&box, rc, &err);
	}
	if (rc)
		return verb_fail(&err);
	if (w->print.form == SIFA_PRINT_NEEDLE &&
	    sifa_pages_lacking(pages, lacking, sizeof lacking))
		fprintf(stderr, "sifa: %s\n",
			lang_fill(
				msg, sizeof msg,
				_("the printer lacks these characters and prints 〓 for them: {1}"),
				lacking, NULL));
	return 0;
}

/* ---- a ledger ---- */

static int ledger_query(struct wish *w, struct sifa_test *test, char (*field)[64],
			struct sifa_query *q)
{
	for (size_t i = 0; i < w->nwhere; i++) {
		size_t n = strcspn(w->where[i], "=");

		if (!n || n >= 64)
			return verb_usage(&verb_of_print, _("--where takes FIELD=VALUE"));
		snprintf(field[i], 64, "%.*s", (int)n, w->where[i]);
		test[i] = (struct sifa_test){field[i], w->where[i] + n + 1};
	}
	q->tests = test;
	q->ntests = w->nwhere;
	return 0;
}

static int print_ledger(struct verb_env *env, struct wish *w)
{
	const struct sifa_paper *p = sifa_paper(env->sifa, w->what);
	struct sifa_test test[TESTS];
	char field[TESTS][64];
	struct sifa_query q = {0};
	struct sifa_pages *pages;
	struct sifa_err err = {0};
	int code = ledger_query(w, test, field, &q);

	if (code)
		return code;
	if (!p) {
		const struct sifa_kind *k = verb_kind(env, w->what);

		p = k ? sifa_ledger(env->sifa, k) : NULL;
	}
	if (!p)
		return 2;
	if (sifa_compose_ledger(env->se, p, &q, &w->how, &pages, &err))
		return verb_fail(&err);
	code = write_pages(env, w, pages);
	sifa_pages_free(pages);
	return code;
}

/* ---- a document ---- */

static int list_papers(struct verb_env *env, const struct sifa_record *r)
{
	const struct sifa_paper *p[PAPERS];
	size_t n = sifa_papers_of(env->sifa, r, p, PAPERS);
	struct verb_table t = {.columns = 3};

	for (size_t i = 0; i < n; i++) {
		struct sifa_findings f = {0};
		char needs[300] = "";

		sifa_paper_missing(p[i], r, &f);
		for (size_t j = 0; j < f.n; j++) {
			size_t used = strlen(needs);

			snprintf(needs + used, sizeof needs - used, "%s%s", used ? " " : "",
				 f.v[j].err.field);
		}
		sifa_findings_free(&f);
		verb_cell(&t, p[i]->id);
		verb_cell(&t, p[i]->label[lang_now()]);
		verb_cell(&t, needs);
	}
	verb_print(&t);
	verb_table_free(&t);
	return 0;
}

static int unknown_paper(struct verb_env *env, const struct sifa_record *r, const char *id)
{
	char msg[300];

	fprintf(stderr, "sifa: %s\n",
		lang_fill(msg, sizeof msg, _("this record has no paper {1}; it has these:"), id,
			  NULL));
	list_papers(env, r);
	return 2;
}

/* What was asked for on the command line is stored before it is printed. */
static int store_given(struct verb_env *env, struct sifa_record *r, const struct wish *w)
{
	int code = 0;

	for (size_t i = 0; i < w->npairs && !code; i++)
		code = verb_give(env, &verb_of_print, r, w->pair[i]);
	return code || !w->npairs ? code : verb_save(env, r);
}

/* Asks for one field until it is understood; false when nothing is typed. */
static bool ask_field(struct verb_env *env, struct sifa_record *r, const struct sifa_field *f)
{
	char line[4096], pair[4200];

	do {
		fprintf(stderr, "%s> ", f->label[lang_now()]);
		fflush(stderr);
		if (!fgets(line, sizeof line, stdin))
			return false;
		line[strcspn(line, "\r\n")] = '\0';
		snprintf(pair, sizeof pair, "%s=%s", f->id, line);
	} while (*line && verb_give(env, &verb_of_print, r, pair));
	return *line != '\0';
}

/* What the paper needs is asked for on a terminal, and stored; otherwise it is told. */
static int ask_missing(struct verb_env *env, const struct sifa_paper *p, struct sifa_record *r)
{
	struct sifa_findings missing = {0};
	bool all = isatty(0) && isatty(2);
	int code = 0;

	sifa_paper_missing(p, r, &missing);
	for (size_t i = 0; all && i < missing.n; i++) {
		const struct sifa_field *f = sifa_field(p->kind, missing.v[i].err.field);

		all = f && ask_field(env, r, f);
	}
	if (missing.n && all) {
		code = verb_save(env, r);
	} else if (missing.n) {
		fprintf(stderr, "sifa: %s\n",
			_("give what the paper needs as FIELD=VALUE, or print a --draft"));
		code = verb_findings(&missing, 65);
	}
	sifa_findings_free(&missing);
	return code;
}

static int print_document(struct verb_env *env, struct wish *w, struct sifa_record *r)
{
	const struct sifa_paper *p = sifa_paper(env->sifa, w->paper);
	struct sifa_pages *pages;
	struct sifa_err err = {0};
	int code;

	if (!p || p->ledger || p->kind != sifa_record_kind(r))
		return unknown_paper(env, r, w->paper);
	code = store_given(env, r, w);
	if (!code && !w->how.draft)
		code = ask_missing(env, p, r);
	if (code)
		return code;
	if (sifa_compose(env->se, p, r, &w->how, &pages, &err))
		return verb_fail(&err);
	code = write_pages(env, w, pages);
	sifa_pages_free(pages);
	return code;
}

/* ---- a whole dossier ---- */

/* Of the case, or of the dossier itself. */
static int print_dossier(struct verb_env *env, struct wish *w, uint64_t of)
{
	struct sifa_findings f = {0};
	struct sifa_record *r = NULL;
	struct sifa_pages *pages = NULL;
	struct sifa_err err = {0};
	uint64_t id;
	bool may;
	int code = 0;

	if (sifa_dossier_of(env->se, of, &id, &may, &err))
		return verb_fail(&err);
	if (!id)
		return verb_usage(&verb_of_print,
				  _("this record has no dossier yet: sifa dossier ID begins it"));
	if (sifa_record_get(env->se, id, &r, &err) ||
	    sifa_compose_dossier(env->se, r, &w->how, &pages, &f, &err))
		code = verb_fail(&err);
	verb_findings(&f, 0);
	if (!code)
		code = write_pages(env, w, pages);
	sifa_findings_free(&f);
	sifa_pages_free(pages);
	sifa_record_free(r);
	return code;
}

static int print_test(struct verb_env *env, const struct wish *w)
{
	char *text = test_page_text();
	const struct sifa_plain plain = {"test-page", _("Test page"), text ? text : ""};
	struct sifa_pages *pages = NULL;
	struct sifa_err err = {0};
	int code;

	if (sifa_compose_plain(env->se, &plain, &w->how, &pages, &err))
		code = verb_fail(&err);
	else
		code = write_pages(env, w, pages);
	sifa_pages_free(pages);
	free(text);
	return code;
}

static int run(struct verb_env *env)
{
	struct wish w = {0};
	struct sifa_record *r;
	int code = read_args(env, &w);

	if (code)
		return code;
	if (w.test)
		return print_test(env, &w);
	if (w.ledger)
		return print_ledger(env, &w);
	r = verb_record(env, &verb_of_print, w.what, &code);
	if (!r)
		return code;
	if (w.dossier) {
		code = print_dossier(env, &w, sifa_record_id(r));
		sifa_record_free(r);
		return code;
	}
	code = w.paper ? print_document(env, &w, r) : list_papers(env, r);
	sifa_record_free(r);
	return code;
}

const struct verb verb_of_print = {
	"print",
	"ID [PAPER [FIELD=VALUE]...] | --ledger KIND|PAPER [--where FIELD=VALUE]... | --dossier ID | "
	"--test-page",
	N_("print a paper, a ledger or a whole dossier; without PAPER, list those of the record"),
	N_("  --out FILE      to a file instead of standard output\n"
	   "  --pdf           as PDF (needs sifa-pdf)\n"
	   "  --gb18030       text in GB18030 instead of UTF-8\n"
	   "  --needle        for a needle printer (ESC/P)\n"
	   "  --ascii         boxes of + - |\n"
	   "  --offset C,L    columns and lines left free, for printed forms\n"
	   "  --from-page N   from page N on\n"
	   "  --draft         marked as a draft; what is missing stays blank\n"
	   "  --test-page     rulers and characters, to set up a printer: with --needle --offset\n"
	   "  --public        names and numbers masked, for hanging out\n\n"
	   "  sifa print 10203-4571 mediation_agreement --out agreement.txt\n"
	   "  sifa print --ledger MED --where accepted_on=2013-01-01..2013-12-31 --needle --out register.prn"),
	VERB_STORE,
	run};
