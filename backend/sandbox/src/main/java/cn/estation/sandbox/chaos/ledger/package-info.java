/** Simulated members, staff and counters that earn, spend, take back and let expire, each held against a model of both ledgers. */
@NullMarked
package cn.estation.sandbox.chaos.ledger;

import org.jspecify.annotations.NullMarked;
