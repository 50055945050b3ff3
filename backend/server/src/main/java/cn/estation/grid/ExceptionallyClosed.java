package cn.estation.grid;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A service point, or one counter of it, does not open as usual on some days; part of each day or all of it, see {@link
 * OpeningHours#closure}.
 *
 * @param counterId absent for the whole point
 * @param from first day, in China
 * @param to last day, in China
 */
public record ExceptionallyClosed(
        long closureId, long pointId, @Nullable Long counterId, LocalDate from, LocalDate to, String reason) {}
