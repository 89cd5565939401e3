"""placeholder"""
def wire(table, store):
    pass
