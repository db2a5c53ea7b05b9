import sys,time
sys.path.insert(0,'tests')
from pathlib import Path
from changes import Changes
from macros.content.load import load
from macros.project import Project
from macros.handbook import Handbook
from macros.outputs.pages import pages
from macros.outputs.pages.setting import Setting
from macros.outputs.pages.view import View
from macros.outputs.paper import everything
from macros.outputs.paper.typeset import data_of,text_of
from macros.outputs import printed
h=load(Project(Path('tests/content')).roots)
class Raw(Setting):
    def finished(self,page): return page
def outs(h):
    s=Raw(h)
    d={('page',p.address):(lambda p=p:(p.title,p.description,p.body)) for p in pages(s)}
    v=s.view
    for path,make in everything(v):
        d['paper',path]=lambda make=make: text_of(data_of(h,make(),''))
    return d
base={k:f() for k,f in outs(h).items()}
def differs(rec,copy):
    recs=[copy if r is rec else r for r in h]
    h2=Handbook.of(recs,h.moved,h.removed)
    try: o=outs(h2)
    except Exception as e: return 'ERR '+repr(e)[:80]
    if o.keys()!=base.keys(): return 'keys'
    def rank(k):
        a=k[1]
        return (rec.id not in a, len(a)) 
    err=None
    for k in sorted(o,key=rank):
        try:
            if o[k]()!=base[k]: return k
        except Exception as e:
            err='ERR '+repr(e)[:100]; 
    return err
t0=time.time(); done={};fails={};n=0
only=sys.argv[1:]
ch=Changes(h)
for rec in h:
    if only and rec.kind not in only: continue
    for words,copy in ch.of(rec):
        key=words
        if key in done: continue
        n+=1
        d=differs(rec,copy)
        if d and not str(d).startswith('ERR'): done[key]=d; fails.pop(key,None)
        else: fails[key]=d
print(n,len(done),time.time()-t0)
for k,v in sorted(fails.items(),key=str): print(k,v or '')
