/* slot.c - one unsigned number a field: the fixed part of a record. Numbers
 * keep the order of the values they stand for, so queries compare them as they
 * lie. The reference is core/store/FORMAT.md. */
#include <string.h>

#include "record.h"

#define BIAS32 ((int64_t)1 << 30)
#define BIAS64 ((int64_t)1 << 62)

const uint8_t slot_widths[SIFA_TYPES] = {
	[SIFA_TEXT] = 1, [SIFA_LONGTEXT] = 1, [SIFA_INT] = 4,  [SIFA_MONEY] = 8, [SIFA_DATE] = 4,
	[SIFA_BOOL] = 1, [SIFA_DATETIME] = 4, [SIFA_CODE] = 2, [SIFA_CODES] = 8, [SIFA_REF] = 8,
	[SIFA_REFS] = 1, [SIFA_PLACE] = 8,    [SIFA_IDNO] = 1, [SIFA_PHONE] = 1, [SIFA_ROWS] = 1,
};

const struct slot_range slot_ranges[SIFA_TYPES] = {
	[SIFA_TEXT] = {SIFA_SET, SIFA_SET, SIFA_SET},
	[SIFA_LONGTEXT] = {SIFA_SET, SIFA_SET, SIFA_SET},
	[SIFA_IDNO] = {SIFA_SET, SIFA_SET, SIFA_SET},
	[SIFA_PHONE] = {SIFA_SET, SIFA_SET, SIFA_SET},
	[SIFA_REFS] = {SIFA_SET, SIFA_SET, SIFA_SET},
	[SIFA_ROWS] = {SIFA_SET, SIFA_SET, SIFA_SET},
	[SIFA_INT] = {BIAS32, BIAS32 - 1000000000, BIAS32 + 1000000000},
	[SIFA_MONEY] = {BIAS64, BIAS64 - (INT64_C(1) << 60), BIAS64 + (INT64_C(1) << 60)},
	[SIFA_DATE] = {BIAS32, BIAS32 - 719162, BIAS32 + 2932896},
	[SIFA_DATETIME] = {BIAS32, BIAS32 - INT64_C(719162) * 1440, UINT32_MAX},
	[SIFA_BOOL] = {4, 4, 5},
	[SIFA_CODE] = {3, 4, UINT16_MAX},
	[SIFA_CODES] = {0, 0, INT64_MAX},
	[SIFA_REF] = {0, SIFA_SET, UINT64_MAX}, /* ids fill 64 bits */
	[SIFA_PLACE] = {0, SIFA_SET, UINT64_MAX},
};

uint64_t slot_of_day(sifa_day d)
{
	return d == SIFA_DAY_NONE ? 0 : (uint64_t)(d + BIAS32);
}

sifa_day day_of_slot(uint64_t slot)
{
	if (slot < SIFA_SET || slot > UINT32_MAX)
		return SIFA_DAY_NONE;
	return (int64_t)slot - BIAS32 > INT32_MAX ? SIFA_DAY_NONE
						  : (sifa_day)((int64_t)slot - BIAS32);
}

void slot_value(const struct sifa_field *f, uint64_t slot, struct sifa_value *out)
{
	*out = (struct sifa_value){0};
	if (f->type == SIFA_CODES) {
		out->state = slot ? SIFA_SET : SIFA_ABSENT;
		out->n = (int64_t)slot;
	} else if (slot < SIFA_SET) {
		out->state = (enum sifa_state)slot;
	} else {
		out->state = SIFA_SET;
		if (!type_is_var(f->type))
			out->n = (int64_t)(slot - slot_ranges[f->type].bias);
	}
}
