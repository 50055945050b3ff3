package cn.estation.audit;

import com.baomidou.mybatisplus.annotation.TableName;
import java.time.Instant;

/**
 * One run of the proof over all rows.
 *
 * @param report what was broken, a line each; empty if nothing was
 */
@TableName("audit_proof_run")
public record ProofRun(long id, Instant startedAt, Instant finishedAt, int checked, int violations, String report) {}
