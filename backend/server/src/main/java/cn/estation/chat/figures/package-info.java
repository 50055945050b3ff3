/** What people ask, in figures: by day, channel and outcome, from rows that a timer adds up; and the ledger behind each number. */
@NullMarked
package cn.estation.chat.figures;

import org.jspecify.annotations.NullMarked;
