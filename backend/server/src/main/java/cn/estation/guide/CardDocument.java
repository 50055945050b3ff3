package cn.estation.guide;

/**
 * One thing to bring, as the card tells it.
 *
 * @param form original or copy, for example {@code 复印件}
 * @param medium {@code 纸质}, {@code 电子} or {@code 纸质或电子}
 * @param necessity {@code 必要}, {@code 视情况} or {@code 可以后补}
 * @param source where one gets it; empty if everybody has it
 * @param note what to mind; empty for nothing
 */
public record CardDocument(
        String name, String form, int copies, String medium, String necessity, String source, String note) {

    /** One line, for example {@code 户口簿：复印件 2 份（可以后补）}. */
    public String line() {
        var line = "%s：%s %d 份".formatted(name, form, copies);
        return necessity.equals("必要") ? line : line + "（" + necessity + "）";
    }
}
