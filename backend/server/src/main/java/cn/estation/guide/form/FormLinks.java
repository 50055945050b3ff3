package cn.estation.guide.form;

import cn.estation.guide.reach.OwnPages;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The addresses of uploaded forms. */
@Component
class FormLinks implements OwnPages {

    private final FormMapper forms;

    FormLinks(FormMapper forms) {
        this.forms = forms;
    }

    @Override
    public Optional<Boolean> leads(String path) {
        var link = GuideForm.LINK.matcher(path);
        return link.matches() ? Optional.of(forms.byCode(link.group(1)) != null) : Optional.empty();
    }
}
