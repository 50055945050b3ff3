package cn.estation.guide.place;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What is pasted to import a year.
 *
 * @param edits how often the year had been imported when the page was opened
 */
record CalendarForm(
        @NotNull @Min(2020) @Max(2100) @Nullable Integer year,
        @NotBlank @Size(max = 200) @Nullable String source,

        @NotBlank @Size(max = CalendarText.LONGEST) @Nullable String text,

        @Nullable Boolean provisional,
        @Nullable Integer edits) {}
