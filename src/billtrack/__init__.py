"""Track resolutions and bills of the United States Congress from official data."""
