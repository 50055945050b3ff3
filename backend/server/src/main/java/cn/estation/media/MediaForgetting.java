package cn.estation.media;

import cn.estation.identity.ResidentForgotten;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

@Component
class MediaForgetting {

    private final Uploads uploads;

    MediaForgetting(Uploads uploads) {
        this.uploads = uploads;
    }

    @ApplicationModuleListener
    void on(ResidentForgotten event) {
        uploads.forget(event.residentId());
    }
}
