"""Recognition of compositions by the prefect."""
