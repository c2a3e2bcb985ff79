"""The house: everything that is not one module's own business."""
