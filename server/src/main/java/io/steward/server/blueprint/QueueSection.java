package io.steward.server.blueprint;

import io.steward.server.view.SavedViews;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The views that the desk works from. */
@Component
@Order(60)
class QueueSection extends ViewSection {
    QueueSection(SavedViews views) {
        super(views, "queues", true);
    }
}
