package cn.estation.console.estate;

import cn.estation.grid.Estate;
import cn.estation.grid.Estates;
import cn.estation.kernel.CleanText;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/** What staff type to describe an estate. */
record EstateForm(
        @Nullable String communityId,

        @NotBlank(message = "请写小区名称。") @Size(max = 30, message = "请控制在 30 个字以内。") @Nullable String name,

        @Size(max = 150, message = "请控制在 150 个字以内。") @Nullable String aliases,

        @Size(max = 200, message = "请控制在 200 个字以内。") @Nullable String address,

        @Nullable Integer edits) {

    static EstateForm empty(@Nullable String communityId) {
        return new EstateForm(communityId, null, null, null, 0);
    }

    static EstateForm of(Estate estate) {
        return new EstateForm(
                Long.toString(estate.communityId()), estate.name(), estate.aliases(), estate.address(), estate.edits());
    }

    /** What was meant; absent if something was wrong, which the errors then say at its field. */
    Estates.@Nullable Text read(BindingResult errors) {
        clean("name", name, errors);
        clean("aliases", aliases, errors);
        clean("address", address, errors);
        if (errors.hasErrors()) {
            return null;
        }
        return new Estates.Text(text(name), others(text(aliases)), text(address));
    }

    private static void clean(String field, @Nullable String typed, BindingResult errors) {
        if (typed != null && !CleanText.isClean(typed)) {
            errors.rejectValue(field, "wrong", "里面有无法保存的特殊字符，请删除后再试。");
        }
    }

    private static String text(@Nullable String typed) {
        return typed == null ? "" : CleanText.normalize(typed).replaceAll("\\s+", " ");
    }

    private static String others(String typed) {
        return Arrays.stream(typed.split("[、，,;；/\\s]+"))
                .filter(alias -> !alias.isEmpty())
                .distinct()
                .collect(Collectors.joining("、"));
    }
}
