package cn.estation.guide.content;

/** One step of the procedure. The national ones are 受理, 审核, 审批, 办结, 送达; a name may be missing. */
public record Step(String name, String text) {

    @SuppressWarnings("NullAway") // what JSON leaves out arrives as null
    public Step {
        name = Absent.text(name);
        text = Absent.text(text);
    }

    public String line() {
        return name.isEmpty() ? text : text.isEmpty() ? name : name + "：" + text;
    }
}
