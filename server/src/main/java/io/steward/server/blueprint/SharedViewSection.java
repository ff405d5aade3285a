package io.steward.server.blueprint;

import io.steward.server.view.SavedViews;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The views that the desk shares besides its queues. */
@Component
@Order(70)
class SharedViewSection extends ViewSection {
    SharedViewSection(SavedViews views) {
        super(views, "views", false);
    }
}
